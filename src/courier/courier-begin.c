#include "config.h"
#include "confinement.h"
#include "courier.h"
#include "kontor/process.h"
#include <locale.h>
#include <stdlib.h>

int
kt_courier_main (KtCourierHook hook)
{
  g_autoptr (GError) error = NULL;
  setlocale (LC_ALL, "");
  g_autofree char *confinement = kt_courier_confine ();
  g_autoptr (KtChannel) channel = kt_helper_begin (&error);
  if (channel == NULL || !kt_courier_run (channel, confinement, hook, &error))
    {
      if (channel == NULL || !kt_helper_is_alone (channel))
        g_printerr ("kontor-courier: %s\n", error->message);
      return EXIT_FAILURE;
    }
  return EXIT_SUCCESS;
}
