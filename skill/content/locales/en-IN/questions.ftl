question-vomiting_or_diarrhea-again = { have-you } been vomiting, or had loose motions?
