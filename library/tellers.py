"""What can be told of a resource in a language its record isn't translated into."""
