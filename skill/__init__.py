"""Cramp Coach: an Alexa skill that helps people understand muscle cramps."""
