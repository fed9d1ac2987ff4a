"""Files to model: every file, column and rule of a dataset, and what is wrong with them."""
