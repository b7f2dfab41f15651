#pragma once
#include "kontor/allergy.h"
#include "kontor/appointment.h"
#include "kontor/context.h"

/* What to know of clients before they come (SCREENS: know before they come). */
typedef struct
{
  const KtAppointment *visit; /* borrowed from the visits asked about */
  char *who;                  /* name; NULL off the street. Foreign, not yet safe, as all below */
  GPtrArray *allergies;       /* KtAllergy: these come first everywhere */
  gboolean is_new;            /* never here before */
  char *sent_by;              /* of a new one; NULL not known */
  gboolean unconfirmed; /* booked or pencilled; worth a word only as kt_visit_facts_tell says */
  guint missed, of;     /* missed so many of her last visits; missed 0: none */
  gint64 missed_cost;   /* minor units in the visit's currency; those without price are 0 */
  const KtAppointment *namesake; /* another client of the same name that day; NULL none */
  char *mark, *namesake_mark;    /* year of birth or phone's end that tells them apart; NULL none */
  gboolean birthday;             /* on the day of the visit */
  int age;                       /* she turns then; 0 not known */
  char *language;                /* BCP 47, where it is not the user's; NULL */
  KtMoney owed;                  /* of visits paid later and invoices that are late; 0: nothing */
  gint64 owed_since;             /* of the oldest of them */
} KtVisitFacts;
void kt_visit_facts_free (KtVisitFacts *facts);

/* One for each of visits (KtAppointment, of one day), in their order. */
GPtrArray *kt_visit_facts (KtContext *context, const GPtrArray *visits, GError **error);
/* Whether there is something to know: allergy, new, missed before, pencilled, namesake, birthday,
 * language, debt, words said at booking, overlap, question. */
gboolean kt_visit_facts_tell (const KtVisitFacts *facts);

/* "PPD · patch test 17.11. fine": allergies in one line; NULL none. Foreign, not yet safe. */
char *kt_allergy_line (const KtContext *context, const GPtrArray *allergies);
