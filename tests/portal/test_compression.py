import gzip


def test_page_is_sent_compressed_to_those_who_take_it(client, bjorkhamn):
    response = client.get("/bjorkhamn/sv/about/", headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert b"</html>" in gzip.decompress(response.content)


def test_page_is_sent_as_it_is_to_others(client, bjorkhamn):
    assert "Content-Encoding" not in client.get("/bjorkhamn/sv/about/").headers
