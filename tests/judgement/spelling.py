"""How programs and people of five languages spell what surrounds a letter's own text."""

LATIN = dict(zip("абвгґдеёжзийклмнопрстуфхцчшщъыьэюяіїєß",
                 ["a", "b", "v", "g", "g", "d", "e", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o",
                  "p", "r", "s", "t", "u", "f", "h", "c", "ch", "sh", "shch", "", "y", "", "e", "iu",
                  "ia", "i", "i", "ie", "ss"]))

CHARSETS = {
    "en": ("utf-8", "us-ascii", "iso-8859-1", "windows-1252"),
    "de": ("utf-8", "iso-8859-1", "utf-8", "windows-1252"),
    "ru": ("utf-8", "koi8-r", "windows-1251", "utf-8"),
    "uk": ("utf-8", "windows-1251", "koi8-u", "utf-8"),
    "lv": ("utf-8", "windows-1257", "utf-8", "iso-8859-13"),
}

ATTRIBUTIONS = {
    "en": ("On {date} at {time}, {name} <{address}> wrote:", "On {date}, {name} wrote:"),
    "de": ("Am {date} um {time} schrieb {name} <{address}>:", "Am {date} schrieb {name}:"),
    "ru": ("{date}, {time}, {name} <{address}> пишет:", "{date} в {time}, {name} написал(а):"),
    "uk": ("{date} о {time} {name} <{address}> пише:", "{date}, {name} <{address}> пише:"),
    "lv": ("{date} plkst. {time} {name} <{address}> rakstīja:", "{date} {time}, {name} rakstīja:"),
}

HEADER_BLOCKS = {
    "en": ("From", "Sent", "To", "Subject"),
    "de": ("Von", "Gesendet", "An", "Betreff"),
    "ru": ("От", "Отправлено", "Кому", "Тема"),
    "uk": ("Від", "Надіслано", "Кому", "Тема"),
    "lv": ("No", "Nosūtīts", "Kam", "Temats"),
}

MY_SIGNATURES = {
    "en": ("Marta Lind\ntranslator, designer\n+371 26 000 111", "Marta Lind\nNeed a translator? Ask me."),
    "de": ("Marta Lind\nÜbersetzungen und Gestaltung", "Marta Lind\nBrauchen Sie eine Übersetzung?"),
    "ru": ("Марта Линд\nпереводы и дизайн", "Марта Линд\nНужен перевод? Пишите!"),
    "uk": ("Марта Лінд\nпереклади і дизайн", "Марта Лінд\nПотрібен переклад? Пишіть!"),
    "lv": ("Marta Lind\ntulkojumi un dizains", "Marta Lind\nVajag tulkojumu? Rakstiet!"),
}

SIGNATURES = {
    "en": ("{name}\nOffice +44 20 7946 0123", "{name}\nHave you seen our new shop?"),
    "de": ("{name}\nTel. 030 1234567", "{name}\nSchon unser neues Angebot gesehen?"),
    "ru": ("{name}\nтел. 2655 0000", "{name}\nВы уже видели наш новый каталог?"),
    "uk": ("{name}\nтел. 044 123 45 67", "{name}\nВи вже бачили наш новий каталог?"),
    "lv": ("{name}\ntālr. 26 000 222", "{name}\nVai jau redzējāt mūsu jauno katalogu?"),
}
