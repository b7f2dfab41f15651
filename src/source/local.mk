libcourier_a_SOURCES +=
