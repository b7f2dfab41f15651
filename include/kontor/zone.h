#pragma once
#include <glib.h>

/* A time zone, of which only the offsets are asked. GLib's answers, sooner: GTimeZone computes the
 * changes of some hundred years as it opens and walks through them at each question, which is a
 * third of a bare start. Here they are read as the system's file has them and looked up; what the
 * file does not list (before its first change, after its last) and names that are no file are asked
 * of GLib. */
typedef struct _KtZone KtZone;

/* NULL: there is none of this name. Whoever opens one that is in use gets the same. */
KtZone *kt_zone_new (const char *tzid);
KtZone *kt_zone_new_utc (void);
KtZone *kt_zone_new_local (void); /* the system's; UTC where it has none */
KtZone *kt_zone_ref (KtZone *zone);
void kt_zone_unref (KtZone *zone);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtZone, kt_zone_unref)

const char *kt_zone_name (const KtZone *zone);
/* Seconds east of Greenwich at an instant. */
int kt_zone_offset (KtZone *zone, gint64 utc);
