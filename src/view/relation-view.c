#include "config.h"
#include "kontor/relation-view.h"
#include <glib/gi18n.h>

/* here: on the card of the one whose spouse … the other is; there: on the other's; fact: %1$s is
 * the other, %2$s the contact */
static const struct
{
  const char *kind, *here, *there, *fact;
} known[] = {
  { "spouse", N_ ("spouse %s"), NULL, N_ ("%1$s is the spouse of %2$s") },
  { "parent", N_ ("parent %s"), NULL, N_ ("%1$s is a parent of %2$s") },
  { "child", N_ ("child %s"), NULL, N_ ("%1$s is a child of %2$s") },
  { "sibling", N_ ("brother or sister %s"), NULL, N_ ("%1$s is a brother or sister of %2$s") },
  { "friend", N_ ("friend %s"), NULL, N_ ("%1$s is a friend of %2$s") },
  { "colleague", N_ ("colleague %s"), NULL, N_ ("%1$s is a colleague of %2$s") },
  { "partner", N_ ("partner %s"), NULL, N_ ("%1$s is the partner of %2$s") },
  { "assistant", N_ ("assistant %s"), N_ ("assists %s"), N_ ("%1$s is the assistant of %2$s") },
  { "manager", N_ ("manager %s"), N_ ("manages %s"), N_ ("%1$s is the manager of %2$s") },
  { "referred-by", N_ ("referred by %s"), N_ ("sent: %s"), N_ ("%2$s was referred by %1$s") },
  { "emergency", N_ ("in an emergency: %s"), N_ ("to be called for %s"),
    N_ ("%1$s is to be called in an emergency of %2$s") },
};

char *
kt_say_relation (const KtRelation *relation)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].kind, relation->kind))
      {
        gboolean there = relation->reverse && known[i].there != NULL;
        return g_strdup_printf (there ? _ (known[i].there) : _ (known[i].here),
                                relation->other_name);
      }
  /* TRANSLATORS: the user's own word, then a name: "accountant Rita Kalve", "accountant of Rita" */
  return g_strdup_printf (relation->reverse ? _ ("%s of %s") : _ ("%s %s"), relation->kind,
                          relation->other_name);
}

char *
kt_say_relation_fact (const char *contact, const char *kind, const char *other)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].kind, kind))
      return g_strdup_printf (_ (known[i].fact), other, contact);
  /* TRANSLATORS: two names and the user's own word: "Rita Kalve is «accountant» of Anna" */
  return g_strdup_printf (_ ("%s is «%s» of %s"), other, kind, contact);
}
