import pytest

from akker.documents.naming import LONGEST, file_name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("Vesterå", "Det planlagte forløb"), "vesteraa-det-planlagte-forloeb"),
        (("Læring på å", "Æble"), "laering-paa-aa-aeble"),
        (("A\u030a", "Yıldız: één/twee"), "aa-yildiz-een-twee"),
        (('"; filename="x.exe', ""), "filename-x-exe"),
        (("日本", ""), "akker"),
        (("x" * 200,), "x" * LONGEST),
    ],
)
def test_a_file_is_called_in_signs_that_travel(words: tuple[str, ...], name: str) -> None:
    assert file_name(*words) == name
