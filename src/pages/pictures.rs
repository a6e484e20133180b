//! Which picture stands for what: pictures are the screen's, so the domain names none of these.

use tanomo_domain::task::Task;

use crate::components::Icon;

/// The picture of a task.
pub const fn task(task: Task) -> Icon {
    match task {
        Task::Garbage => Icon::Garbage,
        Task::Weeding => Icon::Weed,
        Task::Pruning => Icon::Prune,
        Task::Tidying => Icon::Tidy,
        Task::Cleanup => Icon::Cleanup,
        Task::Shopping => Icon::Cart,
        Task::Ride => Icon::Car,
        Task::Housework => Icon::House,
        Task::Repair => Icon::Wrench,
        Task::Snow => Icon::Snow,
        Task::Watching => Icon::Eye,
        Task::Company => Icon::Chat,
        Task::Other => Icon::Dots,
    }
}
