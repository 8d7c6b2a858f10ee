"""The flows of rentals: from the quote to the end."""
