"""The door to Alexa: its requests -> what was heard; the coach's reply -> its responses."""
