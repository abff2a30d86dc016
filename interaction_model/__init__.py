"""Sentence templates and lay words -> the interaction model Alexa learns from, and the judge of that model."""
