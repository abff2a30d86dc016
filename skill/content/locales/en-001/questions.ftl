question-vomiting_or_diarrhea-again = Have you been sick, or had the runs?
