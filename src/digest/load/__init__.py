"""content/ -> Articles: reads what people have, and keeps the article in it."""
