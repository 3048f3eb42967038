#include "kabar/pipeline/ordered.h"

#include <gtest/gtest.h>
#include <pthread.h>

#include <string>
#include <vector>

#include "kabar/base/files.h"
#include "kabar/base/test_folder.h"

namespace kabar::pipeline {
namespace {

class OrderedTasks : public InFolder {
 protected:
  collect::Importer importer() const;
  std::vector<std::string> in_order() const;
};

collect::Importer OrderedTasks::importer() const {
  std::string lines;
  for (int i = 0; i < 200; ++i) lines += "{\"id\":\"" + std::to_string(i) + "\",\"title\":\"t\"}\n";
  EXPECT_TRUE(write_file_atomically(folder_ / "a.jsonl", lines));
  return *collect::Importer::open_list(folder_ / "a.jsonl");
}

std::vector<std::string> names_of(Ordered<std::string>& tasks) {
  std::vector<std::string> out;
  while (auto name = tasks.next()) out.push_back(*std::move(name));
  return out;
}

std::string name_of(collect::ImportTask task) {
  return task.name;
}

std::vector<std::string> OrderedTasks::in_order() const {
  auto tasks = importer();
  std::vector<std::string> out;
  while (auto task = tasks.next()) out.push_back(task->name);
  return out;
}

/// While it lives no thread can start: none finds room for its stack.
class NoThreads {
 public:
  NoThreads() {
    pthread_getattr_default_np(&before_);
    pthread_attr_t attributes{};
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, std::size_t{1} << 50U);
    pthread_setattr_default_np(&attributes);
    pthread_attr_destroy(&attributes);
  }
  NoThreads(const NoThreads&) = delete;
  NoThreads& operator=(const NoThreads&) = delete;
  ~NoThreads() {
    pthread_setattr_default_np(&before_);
    pthread_attr_destroy(&before_);
  }

 private:
  pthread_attr_t before_{};
};

TEST_F(OrderedTasks, ComeInTheOrderOfTheInput) {
  Ordered<std::string> tasks(importer(), 3, name_of, {});
  EXPECT_EQ(names_of(tasks), in_order());
}

TEST_F(OrderedTasks, AreDoneWithoutThreadsWhereNoneCanStart) {
  const NoThreads none;
  EXPECT_ANY_THROW(std::thread([] {}).join());
  Ordered<std::string> tasks(importer(), 3, name_of, {});
  EXPECT_EQ(names_of(tasks), in_order());
  EXPECT_EQ(tasks.progress(), 1);
}

}  // namespace
}  // namespace kabar::pipeline
