#include "kabar/serve/held_requests.h"

#include <microhttpd.h>

namespace kabar::serve {

bool HeldRequests::hold(MHD_Connection* connection, const std::function<void(std::function<void()>)>& later) {
  {
    const std::lock_guard lock(mutex_);
    if (closed_ || held_.size() >= most_) return false;
    held_.insert(connection);
    MHD_suspend_connection(connection);
  }
  later([self = shared_from_this(), connection] { self->let_go(connection); });
  return true;
}

void HeldRequests::let_go(MHD_Connection* connection) {
  const std::lock_guard lock(mutex_);
  if (held_.erase(connection) > 0) MHD_resume_connection(connection);
}

void HeldRequests::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  for (auto* const connection : held_) MHD_resume_connection(connection);
  held_.clear();
}

}  // namespace kabar::serve
