"""What a test asks of the staff pages."""

from verkstad.learning.models import ModuleText

HERE = "/bjorkhamn/sv/staff/learning/"
WINDOW = b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="9"/></svg>'
BODY = [
    {"kind": "text", "text": "Hej.\n\n- en sak"},
    {"kind": "picture", "name": "window", "alt": "Ett fönster"},
    {"kind": "steps", "title": "Gör så", "items": ["Öppna", "Läs"]},
    {"kind": "words", "items": [{"word": "Flik", "means": "En sida till"}]},
    {"kind": "tip", "text": "Prova."},
    {"kind": "careful", "text": "Akta."},
    {"kind": "practice", "key": "move"},
    {"kind": "talk", "text": "Prata."},
]


def text_of(draft, key="browser", language="sv"):
    return ModuleText.objects.get(module__edition=draft, module__key=key, language=language)


def said(response):
    return [str(message) for message in response.context["messages"]]


def form_of(response):
    """All that the page's form for writing would send, as a browser does."""
    editor = response.context["editor"]
    sent = {"based_on": response.context["based_on"]}
    for part in editor.parts:
        for bound in part:
            if value := bound.value():
                sent[bound.html_name] = "on" if value is True else value
    name = "block" if hasattr(editor, "blocks") else "answer"
    for part in getattr(editor, f"{name}s"):
        sent.setdefault(name, []).append(part.number)
        sent |= {f"{part.prefix}-kind": part.of_kind} if name == "block" else {}
        sent |= {f"{part.prefix}-rows": len(part.rows)} if getattr(part, "rows", None) else {}
    return sent
