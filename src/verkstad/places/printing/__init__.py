"""What a place hangs on its wall: door signs, posters, flyers and week programmes, made from what the pages show."""
