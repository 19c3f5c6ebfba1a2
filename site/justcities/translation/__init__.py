"""What wagtail-localize lacks for this site."""
