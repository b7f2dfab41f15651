// libphonenumber behind a C symbol; the plugin that base/phone.c opens at the first number.
#include <phonenumbers/phonenumberutil.h>
#include <cstdio>
#include <string>

extern "C" int kt_phone_plugin_e164 (const char *text, const char *country, char *out, size_t size);

// 1 and the number as E.164 in out, or 0.
int
kt_phone_plugin_e164 (const char *text, const char *country, char *out, size_t size)
{
  using namespace i18n::phonenumbers;
  PhoneNumberUtil *util = PhoneNumberUtil::GetInstance ();
  PhoneNumber number;
  std::string formatted;
  if (util->Parse (text, country, &number) != PhoneNumberUtil::NO_PARSING_ERROR)
    return 0;
  util->Format (number, PhoneNumberUtil::E164, &formatted);
  return util->IsPossibleNumber (number)
         && static_cast<size_t> (snprintf (out, size, "%s", formatted.c_str ())) < size;
}
