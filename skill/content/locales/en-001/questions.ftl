question-vomiting_or_diarrhea-again = Have you been vomiting, or had the runs?
