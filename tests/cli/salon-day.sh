# The clients of a salon's Tuesday and their visits, in a book of their own.
for name in 'Zane Ozola' 'Svetlana Ivanova' 'Rasa Eglīte' 'Inga Bērziņa' 'Sanita Krūze' 'Marta Liepa' \
  'Daiga Roze' 'Jānis Purviņš' 'Laura Vanaga' 'Ruta Kalniņa' 'Олена Коваль' 'Diāna Grase' 'Mārtiņš Lācis' \
  'Ance Zīle' 'Edgars Lācis' 'Baiba Strautiņa' 'Zane Ozoliņa' 'Elza Strautiņa' 'Kristīne Āboliņa' \
  'Līva Kļaviņa' 'Viktors Petrovs' 'Gunta Vīksna' 'Ilze Zariņa' 'Nikola Rudzīte' 'Evija Dreimane' \
  'Ņina Orlova' 'Una Krastiņa' 'Gone Away'; do
  KONTOR_NOW=2026-01-05T10:00:00+02:00 kontor contact add "$name" >/dev/null
done
KONTOR_NOW=2026-01-05T10:00:00+02:00 kontor contact edit 'Zane Ozola' --add-phone '29 104 417' >/dev/null
for year in 1986 1994; do
  KONTOR_NOW=2026-01-05T10:00:00+02:00 kontor contact add 'Anna Bērziņa' --phone "2912$year" >/dev/null
  KONTOR_NOW=2026-01-05T10:00:00+02:00 kontor contact edit "$year" "birthday=$year-03-05" >/dev/null
done
python3 "$srcdir/tests/cli/salon-book.py" "$DATA/book.db"
