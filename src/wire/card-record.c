#include "config.h"
#include "kontor/card-record.h"
#include "kontor/error.h"
#include "record-text.h"
#include <stdlib.h>
#include <string.h>

static const char *const versions[] = { "", "2.1", "3.0", "4.0", NULL };
static const char *const kinds[] = { "", "person", "company", "group", NULL };
static const char *const point_kinds[] = { "email", "phone", "post", "url", "messenger", NULL };

/* --- to a record --- */

/* No line of a card holds a control, whatever the book holds: the other side refuses it. */
static GVariant *
line (const char *text, gsize max)
{
  if (text == NULL || !kt_record_has_controls (text))
    return kt_record_cut (text, max);
  g_autofree char *plain = g_strdup (text);
  char *to = plain;
  for (const char *from = text; *from != '\0'; from++)
    if (*from == '\t' || *from == '\n' || *from == '\r')
      *to++ = ' ';
    else if (!g_ascii_iscntrl (*from))
      *to++ = *from;
  *to = '\0';
  return kt_record_cut (plain, max);
}

static GVariant *
cut (const char *text)
{
  return line (text, KT_VCARD_LINE_MAX);
}

static GVariant *
points_variant (const KtVcard *card)
{
  GVariantBuilder points;

  g_variant_builder_init (&points, G_VARIANT_TYPE ("a(sssu)"));
  for (gsize i = 0; i < MIN (card->n_points, KT_VCARD_LIST_MAX); i++)
    {
      const KtVcardPoint *point = &card->points[i];
      g_variant_builder_add (&points, "(s@s@su)", point->kind,
                             line (point->value, KT_VCARD_VALUE_MAX), cut (point->label),
                             point->flags);
    }
  return g_variant_builder_end (&points);
}

static GVariant *
list_variant (const char *const *list, gsize n, gsize max, gsize room, gboolean lines)
{
  GVariantBuilder strings;

  g_variant_builder_init (&strings, G_VARIANT_TYPE ("as"));
  for (gsize i = 0; i < MIN (n, KT_VCARD_LIST_MAX); i++)
    {
      gsize length = MIN (strlen (list[i]), max);
      if (length > room)
        break;
      room -= length;
      g_variant_builder_add (&strings, "@s",
                             lines ? line (list[i], max) : kt_record_cut (list[i], max));
    }
  return g_variant_builder_end (&strings);
}

static GVariant *
fields_variant (const KtVcard *card)
{
  GVariantBuilder fields;

  g_variant_builder_init (&fields, G_VARIANT_TYPE ("a(ss)"));
  for (gsize i = 0; i < MIN (card->n_fields, KT_VCARD_LIST_MAX); i++)
    g_variant_builder_add (&fields, "(@s@s)", cut (card->fields[i].name),
                           line (card->fields[i].value, KT_VCARD_VALUE_MAX));
  return g_variant_builder_end (&fields);
}

static GVariant *
relations_variant (const KtVcard *card)
{
  GVariantBuilder relations;

  g_variant_builder_init (&relations, G_VARIANT_TYPE ("a(sss)"));
  for (gsize i = 0; i < MIN (card->n_relations, KT_VCARD_LIST_MAX); i++)
    g_variant_builder_add (&relations, "(@s@s@s)", cut (card->relations[i].kind),
                           cut (card->relations[i].name), cut (card->relations[i].uid));
  return g_variant_builder_end (&relations);
}

GVariant *
kt_vcard_to_variant (const KtVcard *card)
{
  return g_variant_new (
      "(tu(@s@s@s)(@s@s@s@s@s@s)(@s@s@s)(@s@s@s)@s@a(sssu)@as@as@a(ss)@a(sss))", card->item,
      card->tells, cut (card->version), cut (card->uid), cut (card->kind), cut (card->name),
      cut (card->family), cut (card->given), cut (card->additional), cut (card->prefix),
      cut (card->suffix), cut (card->company), cut (card->department), cut (card->title),
      cut (card->birthday), cut (card->language), cut (card->city),
      kt_record_cut (card->warning, KT_VCARD_VALUE_MAX), points_variant (card),
      list_variant (card->tags, card->n_tags, KT_VCARD_LINE_MAX, KT_VCARD_NOTES_MAX, TRUE),
      list_variant (card->notes, card->n_notes, KT_VCARD_NOTE_MAX, KT_VCARD_NOTES_MAX, FALSE),
      fields_variant (card), relations_variant (card));
}

/* --- and back --- */

static gboolean
is_line (const char *text, gsize max)
{
  return strlen (text) <= max && !kt_record_has_controls (text);
}

static gboolean
take_points (KtVcard *card, GVariant *array)
{
  card->n_points = g_variant_n_children (array);
  if (card->n_points > KT_VCARD_LIST_MAX)
    return FALSE;
  card->points = g_new (KtVcardPoint, card->n_points);
  for (gsize i = 0; i < card->n_points; i++)
    {
      KtVcardPoint *p = &card->points[i];
      g_variant_get_child (array, i, "(&s&s&su)", &p->kind, &p->value, &p->label, &p->flags);
      if (!g_strv_contains (point_kinds, p->kind) || *p->value == '\0'
          || !is_line (p->value, KT_VCARD_VALUE_MAX) || !is_line (p->label, KT_VCARD_LINE_MAX)
          || (p->flags & ~(guint32)KT_VCARD_POINT_SHARED) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_list (const char ***ret_list, gsize *ret_n, GVariant *array, gboolean lines)
{
  gsize max = lines ? KT_VCARD_LINE_MAX : KT_VCARD_NOTE_MAX;

  *ret_n = g_variant_n_children (array);
  if (*ret_n > KT_VCARD_LIST_MAX)
    return FALSE;
  *ret_list = g_variant_get_strv (array, NULL);
  for (gsize i = 0; i < *ret_n; i++)
    if (*(*ret_list)[i] == '\0' || strlen ((*ret_list)[i]) > max
        || (lines && kt_record_has_controls ((*ret_list)[i])))
      return FALSE;
  return TRUE;
}

static gboolean
take_fields (KtVcard *card, GVariant *array)
{
  card->n_fields = g_variant_n_children (array);
  if (card->n_fields > KT_VCARD_LIST_MAX)
    return FALSE;
  card->fields = g_new (KtVcardField, card->n_fields);
  for (gsize i = 0; i < card->n_fields; i++)
    {
      KtVcardField *f = &card->fields[i];
      g_variant_get_child (array, i, "(&s&s)", &f->name, &f->value);
      if (*f->name == '\0' || strcmp (f->name, "=") == 0 || *f->value == '\0'
          || !is_line (f->name, KT_VCARD_LINE_MAX) || !is_line (f->value, KT_VCARD_VALUE_MAX))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_relations (KtVcard *card, GVariant *array)
{
  card->n_relations = g_variant_n_children (array);
  if (card->n_relations > KT_VCARD_LIST_MAX)
    return FALSE;
  card->relations = g_new (KtVcardRelation, card->n_relations);
  for (gsize i = 0; i < card->n_relations; i++)
    {
      KtVcardRelation *r = &card->relations[i];
      g_variant_get_child (array, i, "(&s&s&s)", &r->kind, &r->name, &r->uid);
      if (*r->kind == '\0' || !is_line (r->kind, KT_VCARD_LINE_MAX)
          || !is_line (r->name, KT_VCARD_LINE_MAX) || !is_line (r->uid, KT_VCARD_LINE_MAX))
        return FALSE;
    }
  return TRUE;
}

/* "", YYYY-MM-DD or --MM-DD */
static gboolean
is_birthday (const char *text)
{
  int year = 2024, month = 0, day = 0; /* a leap year, where none is known */

  if (*text == '\0')
    return TRUE;
  if (strlen (text) == 7 && g_str_has_prefix (text, "--") && text[4] == '-'
      && strspn (text + 2, "0123456789-") == 5)
    text += 2;
  else if (strlen (text) == 10 && text[4] == '-' && text[7] == '-'
           && strspn (text, "0123456789-") == 10)
    {
      year = atoi (text);
      text += 5;
    }
  else
    return FALSE;
  month = atoi (text);
  day = atoi (text + 3);
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && year >= 1
         && g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

static gboolean
lines_fine (const KtVcard *card)
{
  const char *const lines[]
      = { card->uid,      card->name,     card->family,  card->given,      card->additional,
          card->prefix,   card->suffix,   card->company, card->department, card->title,
          card->birthday, card->language, card->city };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    if (!is_line (lines[i], KT_VCARD_LINE_MAX))
      return FALSE;
  return strlen (card->warning) <= KT_VCARD_VALUE_MAX;
}

/* What is wrong with it, or NULL. */
static const char *
check (const KtVcard *card)
{
  if (!g_strv_contains (versions, card->version) || !g_strv_contains (kinds, card->kind)
      || (card->tells & ~(guint32)KT_VCARD_ALL) != 0)
    return "it is of no known kind";
  if (!lines_fine (card))
    return "its text cannot be";
  if (!is_birthday (card->birthday))
    return "its birthday cannot be";
  return NULL;
}

KtVcard *
kt_vcard_from_variant (GVariant *record, GError **error)
{
  g_autoptr (KtVcard) card = g_new0 (KtVcard, 1);
  g_autoptr (GVariant) points = NULL, tags = NULL, notes = NULL, fields = NULL, relations = NULL;

  card->variant = g_variant_ref (record);
  g_variant_get (record, "(tu(&s&s&s)(&s&s&s&s&s&s)(&s&s&s)(&s&s&s)&s@a(sssu)@as@as@a(ss)@a(sss))",
                 &card->item, &card->tells, &card->version, &card->uid, &card->kind, &card->name,
                 &card->family, &card->given, &card->additional, &card->prefix, &card->suffix,
                 &card->company, &card->department, &card->title, &card->birthday, &card->language,
                 &card->city, &card->warning, &points, &tags, &notes, &fields, &relations);
  const char *wrong = check (card);
  if (wrong == NULL && !take_points (card, points))
    wrong = "its addresses pass a limit";
  if (wrong == NULL
      && (!take_list (&card->tags, &card->n_tags, tags, TRUE)
          || !take_list (&card->notes, &card->n_notes, notes, FALSE)))
    wrong = "its words pass a limit";
  if (wrong == NULL && (!take_fields (card, fields) || !take_relations (card, relations)))
    wrong = "its fields pass a limit";
  if (wrong == NULL)
    return g_steal_pointer (&card);
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "a card that cannot be, %s", wrong);
  return NULL;
}

KtVcard *
kt_vcard_from_frame (const KtFrame *frame, GError **error)
{
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_VCARD, error);
  KtVcard *card = record != NULL ? kt_vcard_from_variant (record, error) : NULL;

  if (card == NULL || (*card->name != '\0' && *card->kind != '\0' && *card->version != '\0'))
    return card;
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "the reader sent a card without a name");
  kt_vcard_free (card);
  return NULL;
}

void
kt_vcard_free (KtVcard *card)
{
  if (card == NULL)
    return;
  g_clear_pointer (&card->variant, g_variant_unref);
  g_free (card->points);
  g_free (card->tags);
  g_free (card->notes);
  g_free (card->fields);
  g_free (card->relations);
  g_free (card);
}
