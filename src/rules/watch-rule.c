#include "config.h"
#include "kontor/watch-rule.h"

#define FIRST_MS 2000
#define LONGEST_MS (15 * 60 * 1000)
#define CALM_MS 1000   /* after the second fruitless look */
#define POLLS 5        /* questions between two looks at everything */
#define POLL_MIN 1000  /* ms */
#define POLL_MAX 60000 /* ms */
#define SLEPT_US (5 * G_USEC_PER_SEC)

guint
kt_watch_backoff_ms (guint failures, guint32 random)
{
  guint64 wait = FIRST_MS;
  for (guint i = 1; i < failures && wait < LONGEST_MS; i++)
    wait *= 4;
  wait = MIN (wait, LONGEST_MS);
  return (guint)(wait / 2 + (wait / 2 * random >> 32));
}

guint
kt_watch_calm_ms (guint fruitless, guint every_ms)
{
  if (fruitless < 2)
    return 0;
  guint64 wait = (guint64)CALM_MS << MIN (fruitless - 2, 30u);
  return (guint)MIN (wait, every_ms);
}

guint
kt_watch_poll_ms (guint every_ms)
{
  return CLAMP (every_ms / POLLS, POLL_MIN, POLL_MAX);
}

gboolean
kt_watch_slept (gint64 boot_before, gint64 awake_before, gint64 boot_now, gint64 awake_now)
{
  return (boot_now - boot_before) - (awake_now - awake_before) > SLEPT_US;
}
