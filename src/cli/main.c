#include "config.h"
#include <glib.h>

int
main (int argc, char **argv)
{
  g_print ("kontor " PACKAGE_VERSION "\n");
  return 0;
}
