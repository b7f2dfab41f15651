#include "config.h"
#include "kontor/direction.h"

static const struct
{
  const char *what;
  KtDirectionFacts facts;
  KtDirection direction;
  gboolean forged;
} cases[] = {
  { "a client writes", { FALSE, FALSE, TRUE }, KT_DIRECTION_IN, FALSE },
  { "a client's letter without Received (imported)",
    { FALSE, FALSE, FALSE },
    KT_DIRECTION_IN,
    FALSE },
  { "my letter in Sent", { TRUE, TRUE, FALSE }, KT_DIRECTION_OUT, FALSE },
  { "Sent filled by a server that adds Received", { TRUE, TRUE, TRUE }, KT_DIRECTION_OUT, FALSE },
  { "sent under an alias the config does not know",
    { TRUE, FALSE, FALSE },
    KT_DIRECTION_OUT,
    FALSE },
  { "my letter filed away, no Received", { FALSE, TRUE, FALSE }, KT_DIRECTION_OUT, FALSE },
  { "my name forged", { FALSE, TRUE, TRUE }, KT_DIRECTION_IN, TRUE },
};

static void
test_direction (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean forged = !cases[i].forged;
      g_test_message ("%s", cases[i].what);
      g_assert_cmpint (kt_direction_judge (&cases[i].facts, &forged), ==, cases[i].direction);
      g_assert_cmpint (forged, ==, cases[i].forged);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/direction", test_direction);
  return g_test_run ();
}
