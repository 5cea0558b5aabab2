"""Small trained networks: their files, and running them. What they mean is said by the stages that ask them."""
