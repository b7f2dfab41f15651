#pragma once
/* A context without databases for tests of what is printed: Riga, Monday 23 November 2026 08:12. */
#include "kontor/table.h"

typedef struct
{
  KtContext context;
} View;

static inline void
view_setup (View *view, gconstpointer data)
{
  KtContext *context = &view->context;
  *context = (KtContext){ .width = 80, .out = g_string_new (NULL) };
  context->clock.zone = kt_zone_new ("Europe/Riga");
  context->clock.tzid = g_strdup ("Europe/Riga");
  context->clock.now = G_GINT64_CONSTANT (1795414320);
}

static inline void
view_teardown (View *view, gconstpointer data)
{
  kt_clock_clear (&view->context.clock);
  g_string_free (view->context.out, TRUE);
}

#define assert_out(context, expected)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_cmpstr ((context)->out->str, ==, expected);                                           \
    g_string_truncate ((context)->out, 0);                                                         \
  }                                                                                                \
  G_STMT_END

#define add_view(path, test) g_test_add (path, View, NULL, view_setup, test, view_teardown)
