"""WebSub and rssCloud: who wants to be told of new feeds, and telling them."""
