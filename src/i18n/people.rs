//! なかま: members, devices, invitations.

texts! {}
