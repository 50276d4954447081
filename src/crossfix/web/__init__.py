"""The local application on a case, its API, and the same page as one file."""
