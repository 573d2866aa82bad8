"""Lists about the guests of the desk in memory."""

HEADINGS = "Ticketcode;Vorname;Nachname;E-Mail;Firma;Workshops;Status;Reisepass"
ROWS = (
    "CODE-ANH;Thị Ngọc Ánh;Nguyễn;;Heinrich-Heine-Universität Düsseldorf;;;",
    "CODE-OMAR;Omar;al-Haddad;;Ruhr-Universität Bochum;Bewerben in Deutschland;;ja",
    "CODE-JANA1;Jana;Müller;j.mueller@uni.example;Universität Duisburg-Essen;;storniert;",
    "CODE-JANA2;Jana;M?ller;jana.mueller@hs.example;Hochschule Düsseldorf;;;",
    "CODE-JASMIN;Jasmin;Müller-Öztürk;;RWTH Aachen;;;",
    "CODE-LUKASZ;Łukasz;Wiśniewski;;RWTH Aachen;;;",
    "N1;María José;Fernández Quiroga;mj@example.org;Université de Montréal;;;",
    "N2;Anna;MÃ¼ller;am@example.org;StÃ¤dtische BÃ¼hnen;;;",
    "N3;Jasmin;Müller-Öztürk;;RWTH Aachen;;;",
    ";;;;Ohne Namen GmbH;;;",
)


def written(folder, rows=ROWS, name="anmeldungen_2024-12-03.csv"):
    """Return the file of a list with *rows*."""
    path = folder / name
    path.write_text("\n".join((HEADINGS, *rows)) + "\n", "utf-8")
    return path
