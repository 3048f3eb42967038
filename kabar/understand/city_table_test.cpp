#include "kabar/understand/city_table.h"

#include <gtest/gtest.h>

#include "kabar/understand/gazetteer.h"

namespace kabar::understand {
namespace {

TEST(CityTable, KnowsWhereEachCityOfTheGazetteerLies) {
  const auto place = find_place("Yerevan", "en");
  ASSERT_TRUE(place);
  const auto city = city_of_ref(place->ref);
  ASSERT_TRUE(city);
  EXPECT_EQ(city->name, "Yerevan");
  EXPECT_EQ(city->country, "AM");
  EXPECT_NEAR(city->lat, 40.18, 0.05);
  EXPECT_NEAR(city->lon, 44.51, 0.05);
}

TEST(CityTable, KnowsSouthAndWest) {
  const auto city = city_of_ref(find_place("Buenos Aires", "es")->ref);
  ASSERT_TRUE(city);
  EXPECT_NEAR(city->lat, -34.61, 0.05);
  EXPECT_NEAR(city->lon, -58.38, 0.05);
}

TEST(CityTable, HasNothingForOtherReferences) {
  for (const auto* const ref :
       {"", "geonames:", "geonames:1", "geonames:616052x", "geonames:99999999999", "iso3166:AM"})
    EXPECT_FALSE(city_of_ref(ref)) << ref;
}

TEST(CityTable, TellsTheLargestOfACountry) {
  EXPECT_EQ(largest_city("AM")->name, "Yerevan");
  EXPECT_EQ(largest_city("RU")->name, "Moscow");
  EXPECT_FALSE(largest_city("XX"));
}

}  // namespace
}  // namespace kabar::understand
