#include "base/parallel.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace rolepress {
namespace {

TEST(Parallel, EveryIndexIsVisitedOnceForAnyNumberOfJobs) {
  for (const std::size_t count : {0u, 1u, 15u, 16u, 17u, 31u, 32u, 33u, 1000u}) {
    for (const int jobs : {1, 2, 3, 8, 64}) {
      std::vector<std::atomic<int>> visits(count);
      parallel_for(count, jobs, [&](std::size_t i, std::size_t) { ++visits[i]; });
      for (std::size_t i = 0; i < count; ++i) {
        ASSERT_EQ(visits[i], 1) << "index " << i << " of " << count << ", " << jobs << " jobs";
      }
    }
  }
}

TEST(Parallel, WorkersAreNumberedBelowTheJobs) {
  for (const int jobs : {1, 3, 8}) {
    std::atomic<std::size_t> highest{0};
    parallel_for(500, jobs, [&](std::size_t, std::size_t worker) {
      std::size_t seen = highest;
      while (worker > seen && !highest.compare_exchange_weak(seen, worker)) {
      }
    });
    EXPECT_LT(highest, static_cast<std::size_t>(jobs));
  }
}

TEST(Parallel, AWorkerWithNothingToDoIsNotCalled) {
  std::atomic<std::size_t> highest{0};
  const auto note = [&](std::size_t, std::size_t worker) {
    std::size_t seen = highest;
    while (worker > seen && !highest.compare_exchange_weak(seen, worker)) {
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  };
  parallel_for(2, 8, note, 1);
  EXPECT_LE(highest, 1U);
}

TEST(Parallel, WhereThereAreNoMoreThreadsThoseThereAreDoTheWork) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "sanitizers need memory of their own";
#endif
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_AS, &before), 0);
  std::atomic<int> visits{0};
  const pid_t child = fork();
  if (child == 0) {
    // A stack of a thread takes megabytes of addresses.
    const rlimit none{1, before.rlim_max};
    setrlimit(RLIMIT_AS, &none);
    parallel_for(100, 8, [&](std::size_t, std::size_t) { ++visits; });
    _exit(visits == 100 ? 0 : 1);
  }
  int status = -1;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

TEST(Parallel, AWorkersPlaceIsItsOwn) {
  std::vector<std::atomic<int>> busy(8);
  std::atomic<bool> shared{false};
  parallel_for(500, 8, [&](std::size_t, std::size_t worker) {
    if (busy[worker].fetch_add(1) != 0) shared = true;
    std::this_thread::yield();
    busy[worker].fetch_sub(1);
  });
  EXPECT_FALSE(shared);
}

TEST(Parallel, NoJobsIsOneOnTheCallersThread) {
  const auto caller = std::this_thread::get_id();
  int visits = 0;
  parallel_for(100, 0, [&](std::size_t, std::size_t worker) {
    EXPECT_EQ(worker, 0u);
    EXPECT_EQ(std::this_thread::get_id(), caller);
    ++visits;
  });
  EXPECT_EQ(visits, 100);
}

std::string message_of_failure(std::size_t failing, int jobs) {
  try {
    parallel_for(200, jobs, [&](std::size_t i, std::size_t) {
      if (i == failing) throw std::runtime_error("index " + std::to_string(i));
    });
  } catch (const std::runtime_error& e) {
    return e.what();
  }
  return "none";
}

TEST(Parallel, AnExceptionComesOutToTheCaller) {
  for (const int jobs : {1, 2, 8}) {
    for (const std::size_t failing : {std::size_t{0}, std::size_t{77}, std::size_t{199}}) {
      EXPECT_EQ(message_of_failure(failing, jobs), "index " + std::to_string(failing));
    }
  }
}

TEST(Parallel, OfManyExceptionsOneComesOutAfterAllWorkersAreDone) {
  std::atomic<int> running{0};
  EXPECT_THROW(parallel_for(64, 4,
                            [&](std::size_t, std::size_t) {
                              ++running;
                              std::this_thread::yield();
                              --running;
                              throw std::runtime_error("each");
                            }),
               std::runtime_error);
  EXPECT_EQ(running, 0);
}

}  // namespace
}  // namespace rolepress
