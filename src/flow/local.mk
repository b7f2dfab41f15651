libkeeper_a_SOURCES +=
