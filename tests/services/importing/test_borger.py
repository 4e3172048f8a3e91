"""Articles of borger.dk. The sample is made up, in the fields that its service answers with."""

import pytest

from verkstad.services.importing import borger
from verkstad.services.importing.entries import Broken

XML = """<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
<GetArticlesByIDsResult xmlns="http://www.borger.dk/2009/WSArticleExport/v1/types">
<Article><ArticleID>101</ArticleID><ArticleTitle>Pas</ArticleTitle>
<ArticleHeader>Sådan får du et pas.</ArticleHeader><ArticleUrl>https://www.borger.dk/pas</ArticleUrl>
<Content>&lt;div id="selvbetjeningslinks"&gt;&lt;ul&gt;&lt;li&gt;Start&lt;/li&gt;&lt;/ul&gt;&lt;/div&gt;
&lt;div id="kernetekst"&gt;&lt;h2&gt;Pris&lt;/h2&gt;&lt;p&gt;Et pas koster penge.&lt;/p&gt;&lt;/div&gt;</Content>
</Article><Article><ArticleTitle>Uden nummer</ArticleTitle></Article>
</GetArticlesByIDsResult></s:Body></s:Envelope>"""


def test_article_is_a_service_in_danish(material):
    found, _ = borger.read(material(XML.encode()))[1]
    assert (found.key, found.name, found.values["channels"][0]["url"]) == ("101", "Pas", "https://www.borger.dk/pas")
    assert found.values["summary.da"] == "Sådan får du et pas."
    assert found.values["description.da"] == "Pris\n\nEt pas koster penge."


def test_article_without_number_is_refused_and_can_be_mended(material):
    _, refused = borger.read(material(XML.encode()))[1]
    download = borger.mend({}, [(refused.raw, "It has no <ArticleID>.")])
    mended = download.content.replace(b"<Article>", b"<Article><ArticleID>102</ArticleID>")
    (found,) = borger.read(material(mended))[1]
    assert (found.key, found.name) == ("102", "Uden nummer")


@pytest.mark.parametrize("content", [b"", b"<a>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b"\xff\xfe"])
def test_file_that_is_broken_or_made_to_do_harm_is_refused(material, content):
    with pytest.raises(Broken):
        list(borger.read(material(content))[1])
