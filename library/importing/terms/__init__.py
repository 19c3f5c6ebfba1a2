"""What foreign programs write, in the site's own terms: kinds, dates, names, rights, texts."""
