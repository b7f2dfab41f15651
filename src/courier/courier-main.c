#include "config.h"
#include "courier.h"

int
main (void)
{
  return kt_courier_main (NULL);
}
