#include "config.h"
#include "kontor/reader.h"

#ifdef KT_SANITIZED
/* The search for leaks needs what the confinement takes away; unit tests do it. */
const char *__asan_default_options (void);
const char *
__asan_default_options (void)
{
  return "detect_leaks=0";
}
#endif

int
main (void)
{
  return kt_reader_main (NULL);
}
