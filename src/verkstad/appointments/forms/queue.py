"""What is pressed at a queue: the button that gives a number, and those of the desk."""

from enum import StrEnum

from django import forms


class Press(StrEnum):
    OPEN = "open"
    CLOSE = "close"
    PRINT = "print"
    NEXT = "next"
    AGAIN = "again"
    SKIP = "skip"
    DONE = "done"
    LEFT = "left"


class TakeForm(forms.Form):
    """``press`` is another one each time the page is shown, so that a double click takes one number."""

    press = forms.UUIDField()


class DeskForm(forms.Form):
    """``number`` is the one that the page showed, ``press`` as in TakeForm."""

    do = forms.ChoiceField(choices=[(press, press) for press in Press])
    number = forms.IntegerField(required=False, min_value=1, max_value=32_767)
    press = forms.UUIDField(required=False)
