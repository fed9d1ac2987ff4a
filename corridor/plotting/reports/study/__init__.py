"""Reports on studies: many lanes and every departure of a window under several scenarios."""
