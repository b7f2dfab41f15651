#include "config.h"
#include "kontor/error.h"
#include "kontor/ical-value.h"
#include "vcard-part.h"
#include <string.h>

/* One card on the way to a KtVcard. */
typedef struct
{
  const KtIcalComponent *card;
  KtVcardRead *read;
  GString *warning;
  GArray *ranks; /* guint64 of each point: how much it is preferred, then where it stands */
  gboolean too_many;
} Reading;

static void G_GNUC_PRINTF (2, 3) warn (Reading *reading, const char *format, ...)
{
  va_list args;

  if (reading->warning->len > KT_VCARD_VALUE_MAX)
    return;
  if (reading->warning->len > 0)
    g_string_append (reading->warning, "; ");
  va_start (args, format);
  g_string_append_vprintf (reading->warning, format, args);
  va_end (args);
}

static const char *
keep (Reading *reading, const char *text)
{
  return g_string_chunk_insert_const (reading->read->strings, text);
}

static gboolean
has_room (Reading *reading, guint n)
{
  if (n < KT_VCARD_LIST_MAX)
    return TRUE;
  reading->too_many = TRUE;
  return FALSE;
}

/* --- single lines --- */

static void
take_place (Reading *reading, const KtIcalLine *line, guint index)
{
  GArray *points = reading->read->points;
  KtVcardPlace place;

  if (!has_room (reading, points->len))
    return;
  if (!kt_vcard_place (reading->card, line, &place))
    {
      if (*line->value != '\0' && strcmp (line->name, "EMAIL") == 0)
        {
          g_autofree char *text = kt_vcard_line_text (line, 60);
          if (*text != '\0')
            warn (reading, "«%s» is no address", text);
        }
      return;
    }
  guint64 rank = ((guint64)kt_vcard_rank (line) << 32) | index;
  if (place.city != NULL && *place.city != '\0' && *reading->read->card.city == '\0')
    reading->read->card.city = keep (reading, place.city);
  if (*place.value != '\0')
    {
      KtVcardPoint point = { place.kind, keep (reading, place.value), keep (reading, place.label),
                             place.shared ? KT_VCARD_POINT_SHARED : 0 };
      g_array_append_val (points, point);
      g_array_append_val (reading->ranks, rank);
    }
  kt_vcard_place_clear (&place);
}

static void
take_birthday (Reading *reading, const KtIcalLine *line)
{
  KtVcard *card = &reading->read->card;
  g_autofree char *birthday = kt_vcard_birthday (line);
  g_autofree char *text = kt_vcard_line_text (line, 60);

  if (*card->birthday != '\0' || *text == '\0')
    return;
  if (birthday == NULL)
    warn (reading, "its birthday «%s» is no date", text);
  else
    card->birthday = keep (reading, birthday);
}

static void
take_tags (Reading *reading, const KtIcalLine *line)
{
  g_autoptr (GPtrArray) tags = kt_vcard_tags (line);
  GPtrArray *list = reading->read->tags;

  for (guint i = 0; i < tags->len && has_room (reading, list->len); i++)
    if (!g_ptr_array_find_with_equal_func (list, tags->pdata[i], g_str_equal, NULL))
      g_ptr_array_add (list, (gpointer)keep (reading, tags->pdata[i]));
}

static void
take_note (Reading *reading, const KtIcalLine *line)
{
  g_autofree char *value = kt_vcard_value (line, NULL);
  g_autofree char *note = kt_vcard_plain (value, KT_VCARD_NOTE_MAX);

  if (*note != '\0' && has_room (reading, reading->read->notes->len))
    g_ptr_array_add (reading->read->notes, (gpointer)keep (reading, note));
}

static void
take_field (Reading *reading, const KtIcalLine *line)
{
  g_autofree char *name = NULL, *value = NULL;

  if (!kt_vcard_field (line, &name, &value) || !has_room (reading, reading->read->fields->len))
    return;
  if (strcmp (name, "language") == 0)
    {
      if (*reading->read->card.language == '\0')
        reading->read->card.language = keep (reading, value);
      return;
    }
  if (strcmp (name, "city") == 0)
    {
      reading->read->card.city = keep (reading, value);
      return;
    }
  KtVcardField field = { keep (reading, name), keep (reading, value) };
  g_array_append_val (reading->read->fields, field);
}

static void
take_kin (Reading *reading, const KtIcalLine *line)
{
  KtVcardKin kin;

  if (reading->read->relations->len == KT_VCARD_LIST_MAX
      || !kt_vcard_kin (reading->card, line, &kin))
    return;
  KtVcardRelation relation
      = { keep (reading, kin.kind), keep (reading, kin.name), keep (reading, kin.uid) };
  g_array_append_val (reading->read->relations, relation);
  kt_vcard_kin_clear (&kin);
}

static void
take_organization (Reading *reading, const KtIcalLine *line)
{
  g_autofree char *value = kt_vcard_value (line, NULL);
  g_autoptr (GPtrArray) parts = kt_vcard_parts (value, ';', KT_VCARD_LINE_MAX);
  KtVcard *card = &reading->read->card;

  for (guint i = 0; i < MIN (parts->len, 2); i++)
    parts->pdata[i] = kt_vcard_one_line (parts->pdata[i]);
  if (*card->company != '\0' || *card->department != '\0')
    return;
  card->company = keep (reading, parts->pdata[0]);
  card->department = keep (reading, parts->len > 1 ? parts->pdata[1] : "");
}

/* What has one value: the first of that name that has any. */
static gboolean
take_single (Reading *reading, const KtIcalLine *line)
{
  KtVcard *card = &reading->read->card;
  const struct
  {
    const char *name;
    const char **place;
  } singles[] = { { "FN", &card->name },
                  { "UID", &card->uid },
                  { "TITLE", &card->title },
                  { "LANG", &card->language } };

  for (guint i = 0; i < G_N_ELEMENTS (singles); i++)
    if (strcmp (line->name, singles[i].name) == 0)
      {
        g_autofree char *text = kt_vcard_line_text (line, KT_VCARD_LINE_MAX);
        if (**singles[i].place == '\0')
          *singles[i].place = keep (reading, text);
        return TRUE;
      }
  return FALSE;
}

static void
take_name (Reading *reading, const KtIcalLine *line)
{
  KtVcard *card = &reading->read->card;
  KtVcardName name;

  if (*card->family != '\0' || *card->given != '\0')
    return;
  kt_vcard_name (line, &name);
  card->family = keep (reading, name.family);
  card->given = keep (reading, name.given);
  card->additional = keep (reading, name.additional);
  card->prefix = keep (reading, name.prefix);
  card->suffix = keep (reading, name.suffix);
  kt_vcard_name_clear (&name);
}

static void
take_line (Reading *reading, const KtIcalLine *line, guint index)
{
  if (take_single (reading, line))
    return;
  if (strcmp (line->name, "N") == 0)
    take_name (reading, line);
  else if (strcmp (line->name, "ORG") == 0)
    take_organization (reading, line);
  else if (strcmp (line->name, "BDAY") == 0)
    take_birthday (reading, line);
  else if (strcmp (line->name, "NOTE") == 0)
    take_note (reading, line);
  else if (strcmp (line->name, "CATEGORIES") == 0)
    take_tags (reading, line);
  else if (g_str_has_prefix (line->name, "X-KONTOR-"))
    take_field (reading, line);
  else if (kt_vcard_place_kind (line->name) != NULL)
    take_place (reading, line, index);
  else
    take_kin (reading, line);
}

/* --- the whole card --- */

/* N that only says FN again tells no parts. */
static void
settle_parts (KtVcard *card)
{
  gboolean one = (*card->family == '\0') != (*card->given == '\0') && *card->additional == '\0';
  const char *only = *card->family != '\0' ? card->family : card->given;

  if (one && strcmp (only, card->name) == 0)
    card->family = card->given = "";
}

static const char *
name_of_parts (Reading *reading)
{
  const KtVcard *card = &reading->read->card;
  const char *const parts[] = { card->given, card->additional, card->family };
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", parts[i]);
  if (name->len > KT_VCARD_LINE_MAX)
    return keep (reading, parts[0]);
  return keep (reading, name->str);
}

/* The best there is to call them by; "" nothing. */
static const char *
stand_in (Reading *reading)
{
  const KtVcard *card = &reading->read->card;
  const KtIcalLine *nickname = kt_ical_line_find (reading->card, "NICKNAME");

  if (*card->company != '\0')
    return card->company;
  if (nickname != NULL)
    {
      g_autofree char *text = kt_vcard_line_text (nickname, KT_VCARD_LINE_MAX);
      if (*text != '\0')
        return keep (reading, text);
    }
  for (guint i = 0; i < card->n_points; i++)
    if (strcmp (card->points[i].kind, "email") == 0 || strcmp (card->points[i].kind, "phone") == 0)
      {
        g_autofree char *text = g_strndup (card->points[i].value, KT_VCARD_LINE_MAX);
        return keep (reading, text);
      }
  return "";
}

static gboolean
has_parts (const KtVcard *card)
{
  return *card->family != '\0' || *card->given != '\0' || *card->additional != '\0';
}

static void
settle_name (Reading *reading)
{
  KtVcard *card = &reading->read->card;

  if (*card->name == '\0')
    card->name = has_parts (card) ? name_of_parts (reading) : stand_in (reading);
  settle_parts (card);
  if (kt_vcard_is_group (reading->card))
    card->kind = "group";
  else if (kt_vcard_is_company (reading->card)
           || (!has_parts (card) && *card->company != '\0'
               && strcmp (card->company, card->name) == 0))
    card->kind = "company";
  else
    card->kind = "person";
}

/* The preferred one of a kind first, else as they stand. */
static void
sort_points (Reading *reading)
{
  KtVcardPoint *points = (KtVcardPoint *)(void *)reading->read->points->data;
  guint64 *ranks = (guint64 *)(void *)reading->ranks->data;

  for (guint i = 1; i < reading->read->points->len; i++)
    for (guint k = i; k > 0 && ranks[k] < ranks[k - 1]; k--)
      {
        KtVcardPoint point = points[k];
        guint64 rank = ranks[k];
        points[k] = points[k - 1];
        ranks[k] = ranks[k - 1];
        points[k - 1] = point;
        ranks[k - 1] = rank;
      }
}

static guint32
told (const KtVcard *card)
{
  static const struct
  {
    const char *kind;
    guint32 flag;
  } kinds[] = { { "email", KT_VCARD_EMAIL },
                { "phone", KT_VCARD_PHONE },
                { "post", KT_VCARD_POST },
                { "url", KT_VCARD_URL },
                { "messenger", KT_VCARD_MESSENGER } };
  guint32 flags = KT_VCARD_NAME | (*card->uid != '\0' ? KT_VCARD_UID : 0)
                  | (*card->company != '\0' ? KT_VCARD_COMPANY : 0)
                  | (*card->title != '\0' ? KT_VCARD_TITLE : 0)
                  | (*card->birthday != '\0' ? KT_VCARD_BIRTHDAY : 0)
                  | (*card->language != '\0' ? KT_VCARD_LANGUAGE : 0)
                  | (*card->city != '\0' ? KT_VCARD_POST : 0)
                  | (card->n_tags > 0 ? KT_VCARD_TAGS : 0)
                  | (card->n_notes > 0 ? KT_VCARD_NOTES : 0)
                  | (card->n_relations > 0 ? KT_VCARD_RELATIONS : 0)
                  | (card->n_fields > 0 ? KT_VCARD_FIELDS : 0);

  for (gsize i = 0; i < card->n_points; i++)
    for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
      flags |= strcmp (card->points[i].kind, kinds[k].kind) == 0 ? kinds[k].flag : 0;
  return flags;
}

static void
settle (Reading *reading)
{
  KtVcardRead *read = reading->read;
  KtVcard *card = &read->card;

  sort_points (reading);
  card->points = (KtVcardPoint *)(void *)read->points->data;
  card->n_points = read->points->len;
  card->fields = (KtVcardField *)(void *)read->fields->data;
  card->n_fields = read->fields->len;
  card->relations = (KtVcardRelation *)(void *)read->relations->data;
  card->n_relations = read->relations->len;
  card->tags = (const char **)read->tags->pdata;
  card->n_tags = read->tags->len;
  card->notes = (const char **)read->notes->pdata;
  card->n_notes = read->notes->len;
  settle_name (reading);
  if (reading->too_many)
    warn (reading, "it has more than %u addresses, tags, notes or fields; the others are only kept",
          KT_VCARD_LIST_MAX);
  card->tells = told (card);
  card->warning = keep (reading, reading->warning->str);
}

static KtVcardRead *
read_new (guint64 item)
{
  KtVcardRead *read = g_new0 (KtVcardRead, 1);
  KtVcard *card = &read->card;

  read->strings = g_string_chunk_new (1024);
  read->points = g_array_new (FALSE, FALSE, sizeof (KtVcardPoint));
  read->fields = g_array_new (FALSE, FALSE, sizeof (KtVcardField));
  read->relations = g_array_new (FALSE, FALSE, sizeof (KtVcardRelation));
  read->tags = g_ptr_array_new ();
  read->notes = g_ptr_array_new ();
  card->item = item;
  card->version = card->uid = card->kind = card->name = card->family = card->given = "";
  card->additional = card->prefix = card->suffix = card->company = card->department = "";
  card->title = card->birthday = card->language = card->city = card->warning = "";
  return read;
}

void
kt_vcard_read_free (KtVcardRead *read)
{
  if (read == NULL)
    return;
  g_string_chunk_free (read->strings);
  g_array_unref (read->points);
  g_array_unref (read->fields);
  g_array_unref (read->relations);
  g_ptr_array_unref (read->tags);
  g_ptr_array_unref (read->notes);
  g_free (read);
}

KtVcardRead *
kt_vcard_read_card (const KtIcalComponent *card, guint64 item, GError **error)
{
  g_autoptr (KtVcardRead) read = read_new (item);
  g_autoptr (GString) warning = g_string_new (NULL);
  g_autoptr (GArray) ranks = g_array_new (FALSE, FALSE, sizeof (guint64));
  Reading reading = { card, read, warning, ranks, FALSE };

  read->card.version = kt_vcard_version (card);
  for (guint i = 0; i < card->nodes->len; i++)
    {
      const KtIcalNode *node = &g_array_index (card->nodes, KtIcalNode, i);
      if (node->component == NULL && *node->line.name != '\0')
        take_line (&reading, &node->line, i);
    }
  settle (&reading);
  if (*read->card.name != '\0')
    return g_steal_pointer (&read);
  g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, "it has neither a name nor an address");
  return NULL;
}

KtVcardRead *
kt_vcard_read (const char *bytes, gsize length, guint64 item, GError **error)
{
  g_autoptr (KtIcalText) text = kt_vcard_text_parse (bytes, length, error);
  const KtIcalComponent *card = text != NULL ? kt_vcard_find (text) : NULL;

  if (card != NULL)
    return kt_vcard_read_card (card, item, error);
  if (text != NULL)
    g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, "it is no vCard");
  return NULL;
}
