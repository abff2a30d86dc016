"""An offline smart speaker for Alexa skills: hears, understands, keeps the dialog, signs, checks, speaks."""
