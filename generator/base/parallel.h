#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace rolepress {

/// Calls work(index, worker) for every index below `count`, on up to `jobs` threads.
/// Results must go to a place of their own per index: their order is then the same for any `jobs`.
/// A worker takes `batch` of them at a time: few where each is much work.
template <class Work>
void parallel_for(std::size_t count, int jobs, const Work& work, std::size_t batch = 16) {
  const std::size_t batches = std::max<std::size_t>(1, (count + batch - 1) / batch);
  const std::size_t workers = std::clamp<std::size_t>(static_cast<std::size_t>(jobs), 1, batches);
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex failure_mutex;
  const auto run = [&](std::size_t worker) {
    try {
      for (;;) {
        const std::size_t first = next.fetch_add(batch);
        if (first >= count) return;
        for (std::size_t i = first; i < std::min(count, first + batch); ++i) work(i, worker);
      }
    } catch (...) {
      const std::lock_guard lock(failure_mutex);
      if (!failure) failure = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> threads;
    try {
      for (std::size_t worker = 1; worker < workers; ++worker) threads.emplace_back(run, worker);
    } catch (const std::system_error&) {
      // The machine gives no more threads: those that there are do the work.
    }
    run(0);
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace rolepress
