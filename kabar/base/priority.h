#pragma once

namespace kabar {

/// The calling thread, and those that it starts from now on, give way to the others of the machine wherever
/// there are not processors enough for all: somebody waits for a page, nobody for what comes in.
void give_way() noexcept;

}  // namespace kabar
