#pragma once
#include "kontor/again.h"
#include "kontor/contact.h"
#include "kontor/interval.h"
#include "kontor/visit.h"

/* What to know in front of a client (SCREENS: brief). Nothing in it embarrasses: no debts, no
 * missed visits. */
#define KT_BRIEF_NOTES 3u

typedef struct
{
  KtContact *contact;
  KtAppointment *visit; /* the one that is near; NULL none is to come */
  GPtrArray *allergies; /* KtAllergy */
  KtAppointment *last;  /* the last one that took place; NULL none */
  int longer;           /* minutes that took longer than planned; negative shorter; 0 as planned */
  GPtrArray *formulas;  /* KtFormula, kind by kind, newest first */
  GPtrArray *notes;     /* KtNote, the newest */
  KtHabit habit;
  int usual;           /* days between visits; 0 not known */
  guint visits;        /* that took place */
  KtAgainOffer *offer; /* after this visit, else after the last; NULL nothing known */
} KtBrief;
void kt_brief_free (KtBrief *brief);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtBrief, kt_brief_free)

/* visit NULL: none is to come. KT_ERROR_NOT_FOUND. */
KtBrief *kt_brief_get (KtContext *context, KtId contact, const KtAppointment *visit,
                       GError **error);
