"""Everything in a copy pressed, and a secret written in all that takes words."""

SECRET = "hemlighet7q"
# All that a frame ever says to the page.
WORDS = {"practice", "step", "key", "top", "height"}
PRESSABLE = "a, button, summary"
CHOICES = "input[type=radio], input[type=checkbox]"
FIELDS = "input:not([type=radio], [type=checkbox], [type=file]), textarea"
# By a script, in a frame that says later whether it is still the same.
ALL_PRESSED = f"""
    const within = (root) => [...root.querySelectorAll("*")].flatMap((one) => [
        one, ...(one.shadowRoot ? within(one.shadowRoot) : []),
    ]);
    const tell = (one) => ["input", "change"].map((type) => one.dispatchEvent(new Event(type, {{ bubbles: true }})));
    const all = within(document);
    const those = (selector, act) => all.filter((one) => one.matches(selector)).map(act).length;
    window.isStillHere = true;
    return [
        those("{FIELDS}", (one) => {{ one.value = "{SECRET}"; tell(one) }}),
        those("option", (one) => {{ one.selected = true; tell(one.parentElement) }}),
        those("{PRESSABLE}, {CHOICES}, [href], [type=image]", (one) => one.click?.()),
        those("form", (one) => {{ one.requestSubmit(); one.submit() }}),
    ];
"""
