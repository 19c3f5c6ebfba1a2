"""Concepts and their labels in every language."""
