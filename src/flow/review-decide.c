#include "config.h"
#include "kontor/auto-contact.h"
#include "kontor/contact-edit.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/journal.h"
#include "kontor/phone.h"
#include "kontor/review.h"
#include "kontor/shell-text.h"
#include "kontor/verdict.h"
#include <glib/gi18n.h>

static char *
say_letters (guint64 letters)
{
  return g_strdup_printf (
      ngettext ("%u letter on the card", "%u letters on the card", (gulong)letters),
      (guint)letters);
}

/* The list may be older than a contact that was made since: an address has one owner. */
static gboolean
check_unowned (KtContext *context, const KtAddressSeen *address, GError **error)
{
  g_autoptr (GPtrArray) owners = kt_contact_by_match (context->store, address->match, error);
  if (owners == NULL || owners->len == 0)
    return owners != NULL;
  const KtContact *owner = owners->pdata[0];
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("%s belongs to «%s» already"), address->norm,
               owner->name);
  g_autofree char *word = kt_shell_word (address->norm);
  kt_error_hint (error, _ ("change that contact: kontor contact edit %s"), word);
  return FALSE;
}

static gboolean
make_contact (KtContext *context, const KtProposal *proposal, char **ret_said, GError **error)
{
  KtId contact;
  if (!check_unowned (context, proposal->address, error)
      || !kt_contact_from_address (context->store, proposal->address, "user", context->clock.now,
                                   &contact, error))
    return FALSE;
  g_autofree char *letters = say_letters (proposal->letters);
  *ret_said = proposal->company != NULL
                  ? g_strdup_printf (_ ("contact  %s at %s, %s"), proposal->name, proposal->company,
                                     letters)
                  : g_strdup_printf (_ ("contact  %s, %s"), proposal->name, letters);
  return TRUE;
}

static gboolean
add_address (KtContext *context, const KtProposal *proposal, KtId other, char **ret_said,
             GError **error)
{
  g_autoptr (KtContact) contact = kt_contact_get (context->store, other, error);
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  if (contact == NULL
      || !kt_contact_add_email (context, other, proposal->address->norm, FALSE, warnings, error))
    return FALSE;
  g_autofree char *letters = say_letters (proposal->letters);
  *ret_said = g_strdup_printf (_ ("address  %s added to %s, %s"), proposal->address->norm,
                               contact->name, letters);
  return TRUE;
}

static gboolean
judge_address (KtContext *context, const KtProposal *proposal, KtAddressVerdict verdict,
               char **ret_said, GError **error)
{
  if (!kt_address_verdict_set (context->store, proposal->address->match, verdict,
                               context->clock.now, error))
    return FALSE;
  *ret_said = g_strdup_printf (verdict == KT_ADDRESS_MINE ? _ ("mine     %s is an address of yours")
                                                          : _ ("ignored  %s"),
                               proposal->address->norm);
  return TRUE;
}

/* As typed where that means here what it meant there. */
static gboolean
add_phone (KtContext *context, const KtProposal *proposal, KtId other, char **ret_said,
           GError **error)
{
  g_autofree char *here = kt_phone_normalise (proposal->phone, context->settings->country, NULL);
  const char *phone
      = g_strcmp0 (here, proposal->address->norm) == 0 ? proposal->phone : proposal->address->norm;
  g_autoptr (KtContact) contact = kt_contact_get (context->store, other, error);
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  if (contact == NULL || !kt_contact_add_phone (context, other, phone, warnings, error))
    return FALSE;
  *ret_said = g_strdup_printf (_ ("phone    %s added to %s"), phone, contact->name);
  return TRUE;
}

static gboolean
decide_phone (KtContext *context, const KtProposal *proposal, KtReviewAnswer answer, KtId other,
              char **ret_said, GError **error)
{
  if (answer == KT_REVIEW_IGNORE)
    return judge_address (context, proposal, KT_ADDRESS_IGNORE, ret_said, error);
  if (answer == KT_REVIEW_AS_PROPOSED || answer == KT_REVIEW_OTHER)
    return add_phone (context, proposal, answer == KT_REVIEW_OTHER ? other : proposal->namesake,
                      ret_said, error);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("%s is a phone, not an address"),
               proposal->address->norm);
  kt_error_hint (error, _ ("yes adds it to %s, ignore does not ask again"),
                 proposal->namesake_name);
  return FALSE;
}

static KtReviewAnswer
proposed_answer (const KtProposal *proposal)
{
  switch (proposal->kind)
    {
    case KT_PROPOSAL_MINE:
      return KT_REVIEW_MINE;
    case KT_PROPOSAL_NEW_ADDRESS:
      return KT_REVIEW_OTHER;
    case KT_PROPOSAL_SUSPICIOUS:
      return KT_REVIEW_IGNORE;
    default:
      return KT_REVIEW_CONTACT;
    }
}

static gboolean
decide (KtContext *context, const KtProposal *proposal, KtReviewAnswer answer, KtId other,
        char **ret_said, GError **error)
{
  if (proposal->kind == KT_PROPOSAL_PHONE)
    return decide_phone (context, proposal, answer, other, ret_said, error);
  if (answer == KT_REVIEW_AS_PROPOSED)
    {
      answer = proposed_answer (proposal);
      other = proposal->namesake;
    }
  switch (answer)
    {
    case KT_REVIEW_OTHER:
      return add_address (context, proposal, other, ret_said, error);
    case KT_REVIEW_MINE:
      return judge_address (context, proposal, KT_ADDRESS_MINE, ret_said, error);
    case KT_REVIEW_IGNORE:
      return judge_address (context, proposal, KT_ADDRESS_IGNORE, ret_said, error);
    default:
      return make_contact (context, proposal, ret_said, error);
    }
}

gboolean
kt_review_decide (KtContext *context, const KtProposal *proposal, KtReviewAnswer answer, KtId other,
                  char **ret_said, GError **error)
{
  g_autofree char *said = NULL;
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, "review", error))
    return FALSE;
  if (!decide (context, proposal, answer, other, &said, error))
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  g_autofree char *command = g_strdup_printf ("review: %s", said);
  if (!kt_journal_commit (context->store, command, context->clock.now, TRUE, NULL, error))
    return FALSE;
  *ret_said = g_steal_pointer (&said);
  return TRUE;
}
