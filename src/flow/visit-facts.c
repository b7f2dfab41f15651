#include "config.h"
#include "kontor/invoice.h"
#include "kontor/agenda.h"
#include "kontor/contact.h"
#include "kontor/fold.h"
#include "kontor/interval.h"
#include "kontor/visit-done.h"
#include "kontor/visit-facts.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>
#include <string.h>

#define NEW_SECONDS                                                                                \
  (60 * 86400) /* a client in the book for longer may have come before it began                    \
                */

void
kt_visit_facts_free (KtVisitFacts *facts)
{
  if (facts == NULL)
    return;
  g_free (facts->who);
  g_clear_pointer (&facts->allergies, g_ptr_array_unref);
  g_free (facts->sent_by);
  g_free (facts->mark);
  g_free (facts->namesake_mark);
  g_free (facts->language);
  g_free (facts);
}

/* The language of the screen: "en" where none was chosen. */
static gboolean
is_my_language (const char *tag)
{
  const char *mine = g_get_language_names ()[0];
  if (strcmp (mine, "C") == 0 || g_str_has_prefix (mine, "C."))
    mine = "en";
  gsize length = strcspn (tag, "-_");
  return g_ascii_strncasecmp (tag, mine, length) == 0
         && (mine[length] == '\0' || strchr ("_-.@", mine[length]) != NULL);
}

/* Whether she was here before this visit, how often she did not come, what she owes. */
static void
learn_past (KtVisitFacts *facts, const GPtrArray *visits)
{
  gboolean missed[KT_MISSED_OF], *end = missed;
  gboolean before = FALSE;
  for (guint i = 0; i < visits->len; i++)
    {
      const KtAppointment *visit = visits->pdata[i];
      if (visit->id == facts->visit->id && visit->state != KT_VISIT_NO_SHOW)
        continue;
      gboolean ended = visit->state == KT_VISIT_DONE || visit->state == KT_VISIT_NO_SHOW;
      before = before
               || (visit->id != facts->visit->id && visit->state != KT_VISIT_CANCELLED
                   && visit->start_at < facts->visit->start_at);
      if (ended && end < missed + KT_MISSED_OF)
        {
          *end++ = visit->state == KT_VISIT_NO_SHOW;
          if (visit->state == KT_VISIT_NO_SHOW && visit->price > 0
              && strcmp (visit->currency, facts->visit->currency) == 0)
            facts->missed_cost += visit->price;
        }
      if (kt_visit_owes (visit))
        {
          KtMoney sum = { .minor = visit->paid };
          g_strlcpy (sum.currency, visit->currency, sizeof sum.currency);
          if (facts->owed.minor == 0)
            facts->owed = sum;
          else if (!kt_money_add (&facts->owed, sum))
            continue; /* of another currency: that one is said when this one is paid */
          facts->owed_since = visit->start_at;
        }
    }
  facts->is_new = !before;
  facts->missed = kt_missed_recently (missed, (guint)(end - missed), &facts->of);
}

/* Invoices that are late are owed like visits that are to be paid. */
static gboolean
learn_invoices (KtContext *context, KtVisitFacts *facts, GError **error)
{
  char today[KT_LOCAL_TEXT];
  KtLocal day = kt_local_from_utc (context->clock.now, context->clock.zone);
  day.hour = -1;
  day.minute = 0;
  kt_local_format (day, today);
  KtInvoiceFilter filter = { .kinds = KT_INVOICE_ANY (KT_INVOICE),
                             .states = KT_INVOICE_ANY (KT_INVOICE_OPEN),
                             .contact = facts->visit->contact,
                             .due_before = today };
  g_autoptr (GPtrArray) late = kt_invoice_list (context->store, &filter, error);
  for (guint i = 0; late != NULL && i < late->len; i++)
    {
      const KtInvoice *invoice = late->pdata[i];
      KtMoney rest = invoice->amount;
      rest.minor = kt_invoice_rest (invoice);
      if (facts->owed.minor == 0)
        facts->owed = rest;
      else if (!kt_money_add (&facts->owed, rest))
        continue;
      KtLocal issued;
      gint64 since = kt_local_parse (invoice->issued, &issued)
                         ? kt_local_to_utc (issued, context->clock.zone)
                         : invoice->created;
      facts->owed_since = facts->owed_since == 0 ? since : MIN (facts->owed_since, since);
    }
  return late != NULL;
}

static gboolean
learn_client (KtContext *context, KtVisitFacts *facts, GError **error)
{
  KtId id = facts->visit->contact;
  g_autoptr (KtContact) contact = kt_contact_get (context->store, id, error);
  if (contact == NULL)
    return FALSE;
  g_autoptr (GPtrArray) visits = kt_appointment_of (context->store, id, error);
  g_clear_pointer (&facts->allergies, g_ptr_array_unref);
  facts->allergies = kt_allergy_list (context->store, id, error);
  if (visits == NULL || facts->allergies == NULL)
    return FALSE;
  facts->who = g_strdup (contact->name);
  learn_past (facts, visits);
  if (!learn_invoices (context, facts, error))
    return FALSE;
  facts->is_new = facts->is_new && facts->visit->start_at - contact->created < NEW_SECONDS;
  if (facts->is_new)
    facts->sent_by = g_strdup (contact->source);
  KtLocal day = kt_local_from_utc (facts->visit->start_at, context->clock.zone), next;
  facts->birthday = kt_birthday_next (contact->birthday, day, &next, &facts->age)
                    && kt_local_days_between (day, next) == 0;
  if (contact->language != NULL && !is_my_language (contact->language))
    facts->language = g_strdup (contact->language);
  return TRUE;
}

static KtVisitFacts *
learn (KtContext *context, const KtAppointment *visit, GError **error)
{
  KtVisitFacts *facts = g_new0 (KtVisitFacts, 1);
  facts->visit = visit;
  facts->allergies = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_allergy_free);
  facts->unconfirmed = visit->state <= KT_VISIT_BOOKED;
  if (visit->contact == 0 || learn_client (context, facts, error))
    return facts;
  kt_visit_facts_free (facts);
  return NULL;
}

/* Two clients of one name on one day: the earlier visit found of the other one. */
static void
find_namesakes (KtContext *context, GPtrArray *all)
{
  g_autoptr (GPtrArray) folds = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < all->len; i++)
    {
      const KtVisitFacts *facts = all->pdata[i];
      g_ptr_array_add (folds, facts->who != NULL ? kt_fold (facts->who) : g_strdup (""));
    }
  for (guint i = 0; i < all->len; i++)
    {
      KtVisitFacts *facts = all->pdata[i];
      const char *fold = folds->pdata[i];
      for (guint j = 0; *fold != '\0' && facts->namesake == NULL && j < all->len; j++)
        {
          const KtVisitFacts *other = all->pdata[j];
          if (other->visit->contact == facts->visit->contact || strcmp (fold, folds->pdata[j]) != 0
              || other->visit->state == KT_VISIT_CANCELLED)
            continue;
          facts->namesake = other->visit;
          facts->mark = kt_client_mark (context, facts->visit->contact);
          facts->namesake_mark = kt_client_mark (context, other->visit->contact);
        }
    }
}

GPtrArray *
kt_visit_facts (KtContext *context, const GPtrArray *visits, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_visit_facts_free);
  for (guint i = 0; i < visits->len; i++)
    {
      KtVisitFacts *facts = learn (context, visits->pdata[i], error);
      if (facts == NULL)
        return NULL;
      g_ptr_array_add (all, facts);
    }
  find_namesakes (context, all);
  return g_steal_pointer (&all);
}

gboolean
kt_visit_facts_tell (const KtVisitFacts *facts)
{
  const KtAppointment *visit = facts->visit;
  return facts->allergies->len > 0 || facts->is_new || facts->missed > 0 || facts->namesake != NULL
         || facts->birthday || facts->language != NULL || facts->owed.minor > 0
         || visit->state == KT_VISIT_PENCILLED || *visit->text != '\0' || visit->overlaps
         || visit->question != NULL;
}

char *
kt_allergy_line (const KtContext *context, const GPtrArray *allergies)
{
  g_autoptr (GString) line = g_string_new (NULL);
  KtLocal today = kt_local_from_utc (context->clock.now, context->clock.zone);
  for (guint i = 0; i < allergies->len; i++)
    {
      const KtAllergy *allergy = allergies->pdata[i];
      KtLocal tested = allergy->tested;
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", allergy->text);
      if (tested.year == 0)
        continue;
      g_string_append_printf (line, _ (" · patch test %d.%02d."), tested.day, tested.month);
      if (tested.year != today.year)
        g_string_append_printf (line, "%d", tested.year);
      if (allergy->result != NULL)
        g_string_append_printf (line, " %s", allergy->result);
    }
  return line->len > 0 ? g_string_free (g_steal_pointer (&line), FALSE) : NULL;
}
